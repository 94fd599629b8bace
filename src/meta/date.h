/* Days as pages write them. */
#ifndef MTN_META_DATE_H
#define MTN_META_DATE_H

#include "base/base.h"

/* The day at the start of `text` in ISO 8601 or one of its neighbours (2022-01-10T…, 2022/01/10, 2022.1.10, 20220110,
 * "Mon, 10 Jan 2022 …", "January 10, 2022"), as YYYY-MM-DD in `out` (not terminated).  The day is the one written: no
 * time zone is applied.  False if there is none or it is not one of the calendar's, 1990 to 2099. */
#define MTN_DAY_SIZE 10
bool mtn_date_parse(matn_str text, char out[MTN_DAY_SIZE]);

/* A day in the path of an address: /2022/01/10/ or /2022-01-10-. */
bool mtn_date_of_url(matn_str url, char out[MTN_DAY_SIZE]);

#endif
