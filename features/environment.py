"""The one place where the environment switches of the stack are set; every entry point imports it first.

They must stand before LightGBM's OpenMP runtime is loaded, so importing this module comes before any
other import of an entry point. A value that is set already is respected.
"""

import os

SWITCHES = {
    # Two OpenMP threads that spin instead of sleeping make LightGBM crawl on a busy machine.
    "OMP_WAIT_POLICY": "PASSIVE",
    "OMP_NUM_THREADS": "2",
    "BENTOML_DO_NOT_TRACK": "true",
    "DO_NOT_TRACK": "1",
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "GIT_PYTHON_REFRESH": "quiet",
    "MPLBACKEND": "Agg",
}

for name, value in SWITCHES.items():
    os.environ.setdefault(name, value)
