"""scikit-learn and LAPACK on the arrays that bench/learning/kernels.ts writes. Run by it: python kernels.py FOLDER

One thread; seconds of processor time, the least of a few repeats. Needs scikit-learn in an environment of its own; the project does not
depend on it.
"""
import json
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
import numpy as np
import scipy
import sklearn
from scipy.linalg import lapack
from sklearn.ensemble import ExtraTreesRegressor, RandomForestRegressor

folder = sys.argv[1]
shape = json.load(open(f"{folder}/shape.json"))
m, n, d, order = shape["m"], shape["n"], shape["d"], shape["order"]
read = lambda name, *size: np.fromfile(f"{folder}/{name}.f64").reshape(*size)
X, y, Z, A = read("X", m, d), read("y", m), read("Z", n, d), read("A", order, order)


def least(work, repeats):
    best, result = float("inf"), None
    for _ in range(repeats):
        start = time.thread_time()
        result = work()
        best = min(best, time.thread_time() - start)
    return best, result


figures = {"scikit-learn": sklearn.__version__, "numpy": np.__version__, "scipy": scipy.__version__, "python": sys.version.split()[0]}
for name, kind in (("best", RandomForestRegressor), ("random", ExtraTreesRegressor)):
    seconds, forest = least(lambda: kind(100, max_features=1.0, random_state=0, n_jobs=1).fit(X, y), 2)
    predicting, said = least(lambda: forest.predict(Z), 3)
    figures[name] = {"training": seconds, "rowsPerSecond": n / predicting, "nodes": sum(t.tree_.node_count for t in forest.estimators_),
                     "rmse": float(np.sqrt(np.mean((said - read("truth", n)) ** 2)))}
figures["cholesky"] = least(lambda: lapack.dpotrf(A, lower=1), 5)[0]
print(json.dumps(figures))
