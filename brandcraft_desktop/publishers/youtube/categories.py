"""YouTube's categories that videos can be put in.

Source: videoCategories.list of the Data API v3 for the United States, those that are assignable
(from memory, not asked again; 22 is what uploads without one get). Other countries have the same
numbers, a few of them not all.
"""

from __future__ import annotations

from brandcraft_desktop.domain.platform import Choice

PEOPLE_AND_BLOGS = "22"
CATEGORIES = (
    Choice("2", "Autos & Vehicles"),
    Choice("23", "Comedy"),
    Choice("27", "Education"),
    Choice("24", "Entertainment"),
    Choice("1", "Film & Animation"),
    Choice("20", "Gaming"),
    Choice("26", "Howto & Style"),
    Choice("10", "Music"),
    Choice("25", "News & Politics"),
    Choice("29", "Nonprofits & Activism"),
    Choice(PEOPLE_AND_BLOGS, "People & Blogs"),
    Choice("15", "Pets & Animals"),
    Choice("28", "Science & Technology"),
    Choice("17", "Sports"),
    Choice("19", "Travel & Events"),
)
