"""scikit-learn's histogram boosting beside bench/learning/boosting.ts, at the same settings. Run: python bench/peers/boosting.py DATA_FOLDER

Needs scikit-learn and pandas in an environment of its own; the project does not depend on it.
"""
import math
import re
import sys

import numpy as np
import pandas as pd
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.metrics import log_loss, mean_pinball_loss, root_mean_squared_error

print("scikit-learn", sklearn.__version__)
rows = pd.read_csv(f"{sys.argv[1]}/matbench_steels/matbench_steels.csv")
amounts = [{e: float(v) for e, v in re.findall(r"([A-Z][a-z]?)([\d.]+)", c)} for c in rows["composition"]]
X = pd.DataFrame(amounts).fillna(0)
X = X.div(X.sum(axis=1), axis=0).values.astype(np.float32)
y, fold = rows["yield strength"].values, rows["fold"].values
for leaf in (20, 5):
    predicted = np.zeros(len(y))
    for k in np.unique(fold):
        held = fold == k
        model = HistGradientBoostingRegressor(min_samples_leaf=leaf, early_stopping=False)
        predicted[held] = model.fit(X[~held], y[~held]).predict(X[held])
    print(f"steels, leaves of {leaf}: MAE {np.abs(predicted - y).mean():.2f} MPa")


def lehmer(state):
    """Park & Miller (1988) with 48271: numbers in (0, 1) that any language repeats."""
    while True:
        state = state * 48271 % 2147483647
        yield state / 2147483647


def friedman1(n, seed):
    """Friedman (1991), ten inputs of which five count, noise of standard deviation 1."""
    u, X, y = lehmer(seed), np.zeros((n, 10), np.float32), np.zeros(n)
    for i in range(n):
        x = [next(u) for _ in range(10)]
        noise = math.sqrt(-2 * math.log(next(u))) * math.cos(2 * math.pi * next(u))
        X[i], y[i] = x, 10 * math.sin(math.pi * x[0] * x[1]) + 20 * (x[2] - 0.5) ** 2 + 10 * x[3] + 5 * x[4] + noise
    return X, y


X, y = friedman1(5000, 1)
Xt, yt = friedman1(5000, 2)
squared = HistGradientBoostingRegressor(early_stopping=False).fit(X, y)
print(f"Friedman 1: RMSE {root_mean_squared_error(yt, squared.predict(Xt)):.4f}")
with_holes, test_with_holes = X.copy(), Xt.copy()
with_holes[X > 0.8], test_with_holes[Xt > 0.8] = np.nan, np.nan
holes = HistGradientBoostingRegressor(early_stopping=False).fit(with_holes, y)
print(f"Friedman 1, missing above 0.8: RMSE {root_mean_squared_error(yt, holes.predict(test_with_holes)):.4f}")
for q in (0.1, 0.9):
    model = HistGradientBoostingRegressor(loss="quantile", quantile=q, early_stopping=False).fit(X, y)
    print(f"Friedman 1, quantile {q}: pinball loss {mean_pinball_loss(yt, model.predict(Xt), alpha=q):.4f}, "
          f"below {(yt <= model.predict(Xt)).mean():.4f}")
for cuts in ([14.0], [11.0, 17.0]):
    model = HistGradientBoostingClassifier(early_stopping=False).fit(X, np.digitize(y, cuts))
    print(f"Friedman 1 in {len(cuts) + 1} classes: log loss {log_loss(np.digitize(yt, cuts), model.predict_proba(Xt)):.4f}")
