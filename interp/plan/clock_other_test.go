//go:build !linux

package plan_test

import "time"

var began = time.Now()

func clock() time.Duration  { return time.Since(began) }
func clocks() time.Duration { return time.Since(began) }
