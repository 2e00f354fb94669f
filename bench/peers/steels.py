"""scikit-learn on matbench_steels: the given folds, plain element fractions. Run: python bench/peers/steels.py DATA_FOLDER

Needs scikit-learn and pandas in an environment of its own; the project does not depend on it.
"""
import re
import sys
import time

import numpy as np
import pandas as pd
import sklearn
from sklearn.ensemble import ExtraTreesRegressor, GradientBoostingRegressor, RandomForestRegressor
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

rows = pd.read_csv(f"{sys.argv[1]}/matbench_steels/matbench_steels.csv")
amounts = [{e: float(v) for e, v in re.findall(r"([A-Z][a-z]?)([\d.]+)", c)} for c in rows["composition"]]
X = pd.DataFrame(amounts).fillna(0)
X = X.div(X.sum(axis=1), axis=0).values
y, fold, d = rows["yield strength"].values, rows["fold"].values, X.shape[1]


def process(transform):
    kernel = ConstantKernel(1, (1e-2, 1e3)) * Matern([3] * d, (0.05, 1e3), nu=2.5) + WhiteKernel(0.05, (1e-4, 1))
    return make_pipeline(FunctionTransformer(transform), StandardScaler(), GaussianProcessRegressor(kernel, normalize_y=True))


models = {
    "extra trees, 500 trees": lambda: ExtraTreesRegressor(500, random_state=0),
    "extra trees, 500 trees, leaf 2": lambda: ExtraTreesRegressor(500, min_samples_leaf=2, random_state=0),
    "random forest, 300 trees": lambda: RandomForestRegressor(300, random_state=0),
    "gradient boosting": lambda: GradientBoostingRegressor(
        n_estimators=500, learning_rate=0.05, max_depth=4, subsample=0.7, random_state=0),
    "ARD GP": lambda: process(lambda x: x),
    "ARD GP on log(x + 0.001)": lambda: process(lambda x: np.log(x + 1e-3)),
}
print("scikit-learn", sklearn.__version__)
for name, make in models.items():
    start, predicted = time.time(), np.zeros(len(y))
    for k in np.unique(fold):
        held = fold == k
        predicted[held] = make().fit(X[~held], y[~held]).predict(X[held])
    print(f"{name}: MAE {np.abs(predicted - y).mean():.2f} MPa, {time.time() - start:.1f} s")
