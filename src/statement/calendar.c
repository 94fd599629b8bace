/* Calendar arithmetic; the day count is that of H. Hinnant's "chrono-compatible low-level date algorithms". */
#include "statement/calendar.h"

int32_t mtn_day_number(mtn_day d) {
  int32_t y = d.month <= 2 ? d.year - 1 : d.year, era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
  int32_t of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

mtn_day mtn_day_of_number(int32_t number) {
  number += 719468;
  int32_t era = (number >= 0 ? number : number - 146096) / 146097, of_era = number - era * 146097;
  int32_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int32_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int32_t month = (5 * of_year + 2) / 153;
  mtn_day day = {.day = of_year - (153 * month + 2) / 5 + 1, .month = month + (month < 10 ? 3 : -9)};
  day.year = year_of_era + era * 400 + (day.month <= 2);
  return day;
}

int32_t mtn_month_days(int32_t year, int32_t month) {
  static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return days[month - 1] + (month == 2 && leap);
}

int32_t mtn_weekday(int32_t number) { /* 1970-01-01 was a Thursday */
  int32_t day = (number + 3) % 7;
  return (day < 0 ? day + 7 : day) + 1;
}

void mtn_iso_week(int32_t number, int32_t *year, int32_t *week) {
  int32_t thursday = number - mtn_weekday(number) + 4;
  *year = mtn_day_of_number(thursday).year;
  *week = (thursday - mtn_day_number((mtn_day){*year, 1, 1})) / 7 + 1;
}

mtn_day mtn_day_add_months(mtn_day day, int32_t months) {
  int32_t count = day.year * 12 + day.month - 1 + months;
  mtn_day moved = {count / 12, count % 12 + 1, day.day};
  int32_t last = mtn_month_days(moved.year, moved.month);
  if (moved.day > last) moved.day = last;
  return moved;
}

bool mtn_day_read(matn_str text, mtn_day *out) {
  if (text.len < 10) return false;
  int32_t parts[3] = {0, 0, 0};
  for (size_t i = 0, part = 0; i < 10; i++) {
    if (i == 4 || i == 7) {
      if (text.ptr[i] != '-') return false;
      part++;
    } else if (mtn_is_digit((unsigned char)text.ptr[i])) {
      parts[part] = parts[part] * 10 + (text.ptr[i] - '0');
    } else {
      return false;
    }
  }
  *out = (mtn_day){parts[0], parts[1], parts[2]};
  return parts[0] > 0 && parts[1] >= 1 && parts[1] <= 12 && parts[2] >= 1 &&
         parts[2] <= mtn_month_days(parts[0], parts[1]);
}
