package io.consentfilter.endpoint;

/** The request cannot be answered as asked; says how it is answered instead. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    RefusedException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
