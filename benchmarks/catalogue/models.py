"""Pipelines that end in a model other than trees."""

from __future__ import annotations

from sklearn import (
    cluster,
    discriminant_analysis,
    gaussian_process,
    linear_model,
    mixture,
    naive_bayes,
    neighbors,
    neural_network,
    svm,
)

from benchmarks.catalogue.pipeline import Pipeline as P
from benchmarks.catalogue.pipeline import scaled

LINEAR = [
    P("logistic", lambda: linear_model.LogisticRegression()),
    P("logistic_3", lambda: linear_model.LogisticRegression(), target="three"),
    P("logistic_words", lambda: linear_model.LogisticRegression(), target="words"),
    P("scaled_logistic", lambda: scaled(linear_model.LogisticRegression())),
    P("linear", lambda: linear_model.LinearRegression(), target="regression"),
    P("linear_outputs", lambda: linear_model.LinearRegression(), target="outputs"),
    P("ridge", lambda: linear_model.Ridge(), target="regression"),
    P("lasso", lambda: linear_model.Lasso(0.01), target="regression"),
    P("elastic_net", lambda: scaled(linear_model.ElasticNet(0.01)), target="regression"),
    P("bayesian_ridge", lambda: linear_model.BayesianRidge(), target="regression"),
    P("huber", lambda: scaled(linear_model.HuberRegressor()), target="regression"),
    P("theil_sen", lambda: linear_model.TheilSenRegressor(random_state=0), target="regression"),
    P("poisson", lambda: linear_model.PoissonRegressor(), target="counts"),
    P("tweedie", lambda: linear_model.TweedieRegressor(power=1.5), target="counts"),
    P("sgd_log", lambda: linear_model.SGDClassifier(loss="log_loss", random_state=0)),
    P("sgd_hinge", lambda: linear_model.SGDClassifier(random_state=0)),
    P(
        "sgd_3",
        lambda: linear_model.SGDClassifier(loss="log_loss", random_state=0),
        target="three",
    ),
    P(
        "sgd_regressor",
        lambda: scaled(linear_model.SGDRegressor(random_state=0)),
        target="regression",
    ),
    P("perceptron", lambda: linear_model.Perceptron()),
    P("ridge_classifier", lambda: linear_model.RidgeClassifier()),
    P("linear_svc", lambda: svm.LinearSVC()),
    P("linear_svr", lambda: svm.LinearSVR(), target="regression"),
    P("lda", lambda: discriminant_analysis.LinearDiscriminantAnalysis(), target="three"),
    P("qda", lambda: discriminant_analysis.QuadraticDiscriminantAnalysis(), target="three"),
]

KERNELS = [
    P("svc", lambda: scaled(svm.SVC())),
    P("svc_probability", lambda: scaled(svm.SVC(probability=True, random_state=0))),
    P("svc_3", lambda: svm.SVC(probability=True, random_state=0), target="three"),
    P("svc_linear", lambda: svm.SVC(kernel="linear"), target="three"),
    P("svc_poly", lambda: svm.SVC(kernel="poly", probability=True, random_state=0)),
    P("nu_svc", lambda: svm.NuSVC(nu=0.3)),
    P("svr", lambda: scaled(svm.SVR()), target="regression"),
    P("nu_svr", lambda: svm.NuSVR(), target="regression"),
    P("one_class_svm", lambda: svm.OneClassSVM()),
    P(
        "gaussian_process",
        lambda: gaussian_process.GaussianProcessRegressor(alpha=0.1),
        target="regression",
    ),
]

BAYES = [
    P("gaussian_nb", lambda: naive_bayes.GaussianNB(), target="three"),
    P("bernoulli_nb", lambda: naive_bayes.BernoulliNB()),
    P("multinomial_nb", lambda: naive_bayes.MultinomialNB(), "positive"),
    P("complement_nb", lambda: naive_bayes.ComplementNB(), "positive"),
    P("gaussian_mixture", lambda: mixture.GaussianMixture(3, random_state=0)),
]

NEIGHBOURS = [
    P("knn", lambda: neighbors.KNeighborsClassifier()),
    P("knn_3", lambda: scaled(neighbors.KNeighborsClassifier(3)), target="three"),
    P("knn_distance", lambda: neighbors.KNeighborsClassifier(weights="distance")),
    P("knn_regressor", lambda: neighbors.KNeighborsRegressor(), target="regression"),
    P(
        "knn_manhattan",
        lambda: neighbors.KNeighborsRegressor(metric="manhattan"),
        target="regression",
    ),
    P("knn_transformer", lambda: neighbors.KNeighborsTransformer(n_neighbors=3)),
    P("kmeans", lambda: cluster.KMeans(4, random_state=0, n_init=2)),
    P(
        "mini_batch_kmeans",
        lambda: scaled(cluster.MiniBatchKMeans(4, random_state=0, n_init=2)),
    ),
]

NETWORKS = [
    P("mlp", lambda: scaled(neural_network.MLPClassifier((16,), max_iter=50, random_state=0))),
    P(
        "mlp_3",
        lambda: scaled(neural_network.MLPClassifier((16, 8), max_iter=50, random_state=0)),
        target="three",
    ),
    P(
        "mlp_tanh",
        lambda: scaled(
            neural_network.MLPRegressor(
                hidden_layer_sizes=(16,), activation="tanh", max_iter=50, random_state=0
            )
        ),
        target="regression",
    ),
    P(
        "mlp_logistic",
        lambda: scaled(
            neural_network.MLPRegressor(
                hidden_layer_sizes=(16,), activation="logistic", max_iter=50, random_state=0
            )
        ),
        target="regression",
    ),
]
