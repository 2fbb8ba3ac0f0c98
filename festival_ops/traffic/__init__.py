"""Room for closures, routes, vehicles, transfers and parking."""
