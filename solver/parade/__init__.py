"""The order of a parade: who walks behind whom, when each steps off and passes."""
