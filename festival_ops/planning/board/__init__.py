"""Festival days as a picture: where everything stands on the sheet, in whole pixels, before a template draws it."""

from festival_ops.planning.board.axes import AXES, Hold, Labels, Road
from festival_ops.planning.board.sheet import Board, Mark, draw

__all__ = ["AXES", "Board", "Hold", "Labels", "Mark", "Road", "draw"]
