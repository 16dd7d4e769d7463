"""Geography: borders, areas, geodesic measures and the honest shape of a claim."""
