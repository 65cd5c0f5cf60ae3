package store_test

import (
	"testing"

	"github.com/stemmanews/stemma/store"
	"github.com/stemmanews/stemma/store/storetest"
)

func TestMemory(t *testing.T) {
	storetest.Run(t, func(*testing.T) store.Store { return store.NewMemory() })
}
