"""Instances of a claim's setting: models on their data with weights and rates, and the measures of what statements speak of."""
