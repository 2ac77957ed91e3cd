// A session for windows of sound that overlap: it keeps the maps of earlier windows, and computes
// what is new in a hop. Its answers are those of whole windows, bit for bit.
#ifndef KWS_INCREMENTAL_INCREMENTAL_H_
#define KWS_INCREMENTAL_INCREMENTAL_H_

#include <memory>
#include <string>
#include <vector>

#include "core/session.h"
#include "incremental/row_run.h"
#include "incremental/schedule.h"

namespace kws {

// Rows in a line that move on: memory for twice as many, and back to its start where that ends.
class MovingRows {
 public:
  static int64_t Capacity(int64_t rows) { return 2 * rows; }

  void Place(uint8_t* memory, int64_t rows, int64_t pitch) {
    memory_ = memory;
    rows_ = rows;
    pitch_ = pitch;
  }
  void Restart() { first_ = 0; }
  // The first `shift` rows give way to as many new ones at the end.
  void Advance(int64_t shift);
  uint8_t* data() const { return memory_ + first_ * pitch_; }

 private:
  uint8_t* memory_ = nullptr;
  int64_t rows_ = 0;
  int64_t pitch_ = 0;
  int64_t first_ = 0;
};

class Incremental {
 public:
  // Null if memory or threads are short; says what in `error`. sound and hop as for MakeSchedule.
  static std::unique_ptr<Incremental> Create(std::shared_ptr<const Model> model, int threads,
                                             int sound, int64_t hop, std::string* error);

  const Schedule& schedule() const { return schedule_; }
  Session& session() { return *session_; }
  const Session& session() const { return *session_; }
  int sound() const { return sound_; }
  // The last window was answered, so that a hop may follow.
  bool started() const { return windows_ > 0; }
  uint64_t MapBytes() const { return memory_.bytes(); }

  // A whole window, the first of a row of them. False as Session::Run.
  bool Start(const float* window);
  // The window a hop after the last one, of which it takes the new samples. To be called when
  // started.
  bool Hop(const float* samples);

 private:
  bool Allocate(std::string* error);
  void MoveMaps();
  void PlaceOperands();
  void Hear(const float* samples, int64_t count);
  bool Run();

  std::unique_ptr<Session> session_;
  Schedule schedule_;
  int sound_ = 0;
  Mapping memory_;
  std::vector<std::vector<MovingRows>> maps_;  // the phases of each
  std::vector<std::unique_ptr<RowRun>> runs_;  // of each step, or null
  int64_t windows_ = 0;                        // since the start
};

}  // namespace kws

#endif  // KWS_INCREMENTAL_INCREMENTAL_H_
