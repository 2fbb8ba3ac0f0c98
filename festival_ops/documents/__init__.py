"""Room for official papers and print-outs."""
