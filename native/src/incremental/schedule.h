// What of a plan can be kept from one window of sound to a later one, and what a hop computes anew.
#ifndef KWS_INCREMENTAL_SCHEDULE_H_
#define KWS_INCREMENTAL_SCHEDULE_H_

#include <cstdint>
#include <vector>

#include "core/plan.h"
#include "incremental/row_form.h"

namespace kws {

// Where the rows of a map are while windows pass: `phases` copies take turns, and a window's copy
// is that of the window `phases` hops before, moved on by `shift` rows.
struct MapSchedule {
  TimeMap map;
  int64_t phases = 1;
  int64_t shift = 0;
};

struct RowRange {
  int64_t begin;
  int64_t end;
};

struct StepSchedule {
  int map = -1;  // that it writes rows of; -1: it is run as a whole
  RowForm form;
  std::vector<RowRange> fresh;  // rows that a hop computes, at most two ranges

  int64_t FreshRows() const;
};

// An operand that lies in a map: `offset` bytes from the map's first row.
struct MapOperand {
  int step;
  int operand;
  int map;
  int64_t offset;
};

struct Schedule {
  int sound = 0;       // the feed
  int64_t window = 0;  // samples
  int64_t hop = 0;
  std::vector<MapSchedule> maps;  // the first one is the sound
  // The steps read the sound's feed in the arena: the plan's flow could not be followed, and all of
  // them are whole.
  bool fed = false;
  std::vector<StepSchedule> steps;
  std::vector<MapOperand> operands;
};

// sound: the index of the feed, of floats. hop: 1 .. elements of the feed - 1.
Schedule MakeSchedule(const Plan& plan, int sound, int64_t hop);

// Executed in a hop, loops included.
double FlopsOfHop(const PlanStep& step, const StepSchedule& schedule);
// How many times those of a hop a whole window takes.
double GainOf(const Plan& plan, const Schedule& schedule);

}  // namespace kws

#endif  // KWS_INCREMENTAL_SCHEDULE_H_
