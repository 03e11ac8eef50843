"""sitegen: a folder of raw news articles in, a newspaper-quality archive site out."""

import os

__version__ = "0.1.0"

# The matrices here are small: a second BLAS thread only gets in the way of the other processes (measured: 5 to 10 times
# slower when the cores are busy).  It must be said before anything imports numpy.
for _variable in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")
