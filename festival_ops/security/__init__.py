"""Room for forces, posts, demand, officers, duties and check-in."""
