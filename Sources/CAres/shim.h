#include <ares.h>
#include <ares_nameser.h>
#include <ares_dns.h>
