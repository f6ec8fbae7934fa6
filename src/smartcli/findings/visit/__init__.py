"""What a page for a visit is made of: the span since the last one, as data, in what the person chose to show."""
