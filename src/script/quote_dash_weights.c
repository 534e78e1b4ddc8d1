#include "script/quote_dash_clauses.h"

const int16_t dash_weights[DASH_FEATURE_COUNT] = {0};
