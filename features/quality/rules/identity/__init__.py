"""Identity numbers, cards, telephones."""
