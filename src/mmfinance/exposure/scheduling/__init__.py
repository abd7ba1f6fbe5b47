"""From a care path, or the person's own list, to dated and priced services and trips, drawn onto lanes."""
