#include <stdlib.h>

/// How many tests run side by side.
///
/// Told none, the testing library starts all of them at once: on a small machine two thousand then share the processors,
/// each takes as long as all, and what waits for an answer of a server in the same process takes it for dead.
///
/// `swift test --experimental-maximum-parallelization-width 8` says the same, but has to be typed every time; this holds
/// for a bare `swift test` and for what an editor starts.
__attribute__((constructor)) static void narrow(void)
{
    setenv("SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH", "8", 0);
}
