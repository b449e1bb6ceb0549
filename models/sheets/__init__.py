"""The sheets of the printed workbook; `models.workbook` puts them together."""
