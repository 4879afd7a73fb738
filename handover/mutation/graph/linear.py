"""Linear and support vector operators: coefficients, intercepts, link functions, labels."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from handover.mutation.graph.edit import Change, Site, attribute_set
from handover.mutation.graph.varied_places import changed_numbers

# Attribute -> (what a person calls it, the ways in which it is got wrong).
_NUMBERS = {
    "coefficients": ("coefficient", ("one ulp off", "1 % off", "with the other sign", "dropped")),
    "intercepts": ("intercept", ("one ulp off", "1 % off", "with the other sign", "dropped")),
    "rho": ("intercept", ("one ulp off", "1 % off", "with the other sign", "dropped")),
    "support_vectors": ("support vector cell", ("1 % off",)),
    "prob_a": ("calibration slope", ("1 % off",)),
    "prob_b": ("calibration offset", ("1 % off", "with the other sign")),
}


def linear(site: Site) -> Iterator[Change]:
    """Mutate LinearClassifier, LinearRegressor, SVMClassifier and SVMRegressor."""
    for name, (noun, ways) in _NUMBERS.items():
        values = np.asarray(site.attributes.get(name, ()), dtype=np.float32)
        for way, place, changed in changed_numbers(values, ways):
            yield attribute_set(
                site, f"{noun} {way}", f"{name}[{place}]", **{name: changed.tolist()}
            )
    gamma = site.attributes.get("kernel_params")
    if gamma and site.attributes.get("kernel_type", "LINEAR") != "LINEAR":
        for place in range(len(gamma)):
            moved = [value * 1.01 if at == place else value for at, value in enumerate(gamma)]
            if moved != list(gamma):
                what = f"kernel_params[{place}]"
                yield attribute_set(site, "kernel parameter 1 % off", what, kernel_params=moved)
