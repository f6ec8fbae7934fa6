"""How fast smartcli is beside a bare Python and beside jrnl, on the same entries, as ratios taken in one run."""
