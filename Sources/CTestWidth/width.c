#include <stdlib.h>

/// How many tests run side by side.
///
/// Told none, the testing library starts all of them at once: on a small machine two thousand then share the processors,
/// each takes as long as all, and what waits for an answer of a server in the same process takes it for dead.
__attribute__((constructor)) static void narrow(void)
{
    setenv("SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH", "8", 0);
}
