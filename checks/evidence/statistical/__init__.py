"""Evidence that only one claim needs: frequencies, fits, experiments. A module that is named after a claim offers ``run``."""
