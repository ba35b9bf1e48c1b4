"""Rules and value types: pure, same input, same answer."""
