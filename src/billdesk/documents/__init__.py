"""Floor 2: PDF documents; the only room that knows ReportLab."""
