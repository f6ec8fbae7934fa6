"""A private companion for changing an addictive behaviour."""

__version__ = "0.1.0"
