package plan_test

import (
	"syscall"
	"time"
	"unsafe"
)

// clock is the time that this thread has worked, which other programs on a shared
// machine do not lengthen as they do that on the wall.
func clock() time.Duration {
	const ofThread = 3
	var t syscall.Timespec
	syscall.Syscall(syscall.SYS_CLOCK_GETTIME, ofThread, uintptr(unsafe.Pointer(&t)), 0)
	return time.Duration(t.Nano())
}
