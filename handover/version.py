"""The one place that holds the version of the toolkit, Python and Scala alike."""

__version__ = "0.1.0"
