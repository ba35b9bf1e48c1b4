"""One adapter per platform, and the border where foreign errors become ours."""
