"""Networks of PyTorch and JAX as models of this toolkit: a net and its data, differentiated by the library it lives in."""
