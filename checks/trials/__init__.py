"""Evidence that only one claim needs: frequencies, fits, experiments. A module is named after its claim and offers ``run``."""
