"""Dated official figures, one TOML file each; `features.standard` reads them."""
