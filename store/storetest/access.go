package storetest

import (
	"time"

	"github.com/stemmanews/stemma/store"
)

// access keeps tokens and the audit log.
func (s *suite) access() {
	ada := store.Token{Name: "Ada", Role: store.RoleRead, Hash: hash(1), Made: noon, Expires: noon.Add(time.Hour)}
	bela := store.Token{Name: "Bela", Role: store.RoleAdmin, Hash: hash(2), Made: noon}
	s.write(func(tx store.Writer) (err error) {
		if ada.ID, err = tx.AddToken(ada); err != nil {
			return err
		}
		bela.ID, err = tx.AddToken(bela)
		return err
	})
	s.write(func(tx store.Writer) error {
		s.absent("revoking no token", tx.RevokeToken(99, noon))
		ada.Revoked = noon.Add(time.Minute)
		return tx.RevokeToken(ada.ID, ada.Revoked)
	})
	deeds := []store.Audit{{At: noon, Who: "Ada", What: "sign-in", From: "192.0.2.1"}, {At: noon.Add(time.Second), Who: "Bela", What: "correct", Detail: "correction 1"}, {At: noon, What: "refused"}}
	s.write(func(tx store.Writer) error {
		for i := range deeds {
			if err := tx.AddAudit(deeds[i]); err != nil {
				return err
			}
		}
		return nil
	})
	s.read(func(tx store.Reader) error {
		tokens, err := tx.Tokens()
		s.same("tokens", tokens, []store.Token{ada, bela})
		if err != nil {
			return err
		}
		all, err := tx.Audit(0, 0)
		if err != nil || len(all) != 3 {
			s.Fatalf("audit log %+v, %v", all, err)
		}
		for i := range deeds {
			deeds[i].ID = all[2-i].ID
		}
		s.same("audit log", all, []store.Audit{deeds[2], deeds[1], deeds[0]})
		page, err := tx.Audit(all[0].ID, 1)
		s.same("a page of it", page, []store.Audit{deeds[1]})
		return err
	})
}
