#include <string>

#include "core/memory.h"
#include "core/win32_api.h"

namespace kws {
namespace {

// A handle that is closed.
struct File {
  HANDLE handle;
  ~File() {
    if (handle != INVALID_HANDLE_VALUE) CloseHandle(handle);
  }
};

// Paths are UTF-8, as everywhere in the header. Empty for what is none.
std::wstring Wide(const char* path) {
  const int length = MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path, -1, nullptr, 0);
  if (length <= 0) return {};
  std::wstring wide(static_cast<size_t>(length), L'\0');
  MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path, -1, &wide[0], length);
  return wide;
}

// What the system says of an error, in one line.
std::string Reason(DWORD error) {
  char text[256];
  const DWORD length = FormatMessageA(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS,
                                      nullptr, error, 0, text, sizeof text, nullptr);
  std::string reason(text, length);
  reason.erase(reason.find_last_not_of(" .\r\n") + 1);
  return reason.empty() ? "error " + std::to_string(error) : reason;
}

}  // namespace

Mapping::~Mapping() {
  if (data_ != nullptr) VirtualFree(data_, 0, MEM_RELEASE);
}

bool Mapping::ReadFile(const char* path, std::string* error) {
  const auto fail = [&](const std::string& what) {
    *error = std::string(path) + ": " + what;
    return false;
  };
  const File file = {CreateFileW(Wide(path).c_str(), GENERIC_READ,
                                 FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
                                 OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr)};
  if (file.handle == INVALID_HANDLE_VALUE) return fail(Reason(GetLastError()));
  LARGE_INTEGER size;
  if (GetFileType(file.handle) != FILE_TYPE_DISK || !GetFileSizeEx(file.handle, &size) ||
      size.QuadPart <= 0)
    return fail("not a regular file with content");
  const auto bytes = static_cast<uint64_t>(size.QuadPart);
  if (!Allocate(bytes)) return fail("no memory for its content");
  constexpr uint64_t kPiece = uint64_t{1} << 30;
  uint64_t done = 0;
  DWORD got = 1;
  while (done < bytes && got > 0) {
    const auto piece = static_cast<DWORD>(bytes - done < kPiece ? bytes - done : kPiece);
    if (!::ReadFile(file.handle, data_ + done, piece, &got, nullptr))
      return fail(Reason(GetLastError()));
    done += got;
  }
  return done == bytes || fail("became shorter while it was read");
}

bool Mapping::Allocate(uint64_t bytes) {
  if (bytes == 0 || bytes > SIZE_MAX / 2) return false;
  data_ =
      static_cast<uint8_t*>(VirtualAlloc(nullptr, bytes, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE));
  bytes_ = data_ == nullptr ? 0 : bytes;
  return data_ != nullptr;
}

}  // namespace kws
