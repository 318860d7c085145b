"""Numeric models, one a file: outputs, Jacobian, pull-back and tangent kernel on batches of flat weights.

`base` says what the engine asks of a model; `two_layer` and `smooth_net` share `units`; `many_outputs`; `deep`; `quadratic`,
`biased_quadratic` and `general_quadratic`; `output_bias` adds one to any of them, `taylor` and `deep_taylor` expand some.
`arrays` makes one code serve floats and fractions.
"""
