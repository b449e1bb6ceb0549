"""Features from the household register that public security keeps."""
