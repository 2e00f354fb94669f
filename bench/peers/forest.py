"""scikit-learn's forests on the numbers that bench/learning/forest.ts wrote. Run: python bench/peers/forest.py SETS.json"""
import json
import sys

import numpy as np
import sklearn
from sklearn.ensemble import ExtraTreesRegressor, RandomForestRegressor

with open(sys.argv[1]) as file:
    sets = json.load(file)
y, fold = np.array(sets["y"]), np.array(sets["fold"])
X = {name: np.array(rows, np.float32) for name, rows in sets["inputs"].items()}
mae = {}
for name, asked in sets["forests"].items():
    kind = RandomForestRegressor if asked["splits"] == "best" else ExtraTreesRegressor
    mae[name] = []
    for seed in sets["seeds"]:
        predicted = np.zeros(len(y))
        for k in np.unique(fold):
            held, x = fold == k, X[asked["inputs"]]
            forest = kind(asked["trees"], min_samples_leaf=asked["minLeaf"], random_state=seed)
            predicted[held] = forest.fit(x[~held], y[~held]).predict(x[held])
        mae[name].append(round(float(np.abs(predicted - y).mean()), 1))
print(json.dumps({"scikit-learn": sklearn.__version__, "maeMPa": mae}))
