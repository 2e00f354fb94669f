"""ONNX Runtime beside our own predictions, on what `npm run bench -- learning/onnx-trees FOLDER` wrote. Run: python bench/peers/onnx_trees.py FOLDER

Needs onnx and onnxruntime in an environment of its own; the project does not depend on them.
"""
import glob
import json
import sys

import numpy as np
import onnx
import onnx.reference
import onnxruntime

print("onnx", onnx.__version__, "onnxruntime", onnxruntime.__version__)
for path in sorted(glob.glob(f"{sys.argv[1]}/*.onnx")):
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    case = json.load(open(path.replace(".onnx", ".json")))
    X = np.array(case["X"], dtype=np.float32).reshape(-1, case["d"])
    expected = np.array(case["predicted"]).reshape(len(X), -1)
    scale = np.abs(expected).max()
    outputs = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"]).run(None, {"X": X})
    line = f"{path.split('/')[-1]}: ONNX Runtime differs by at most {np.abs(outputs[-1] - expected).max() / scale:.1e} of the largest"
    if case["classes"]:
        line += f", labels agree in {np.mean(outputs[0] == np.array(case['classes'])[expected.argmax(axis=1)]):.4f}"
    try:
        reference = onnx.reference.ReferenceEvaluator(model).run(None, {"X": X})
        line += f"; onnx.reference by {np.abs(reference[-1] - expected).max() / scale:.1e}"
    except Exception as error:
        line += f"; onnx.reference: {type(error).__name__} {str(error)[:80]}"
    print(line)
