package fetch

import (
	"net/netip"
	"net/url"
	"testing"
)

func TestLocal(t *testing.T) {
	for _, a := range []string{
		"127.0.0.1", "127.9.9.9", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
		"100.64.0.1", "100.127.255.255", "224.0.0.1", "239.1.1.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.9", "203.0.113.5",
		"::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "fec0::1", "2001:db8::1", "100::1", "::127.0.0.1",
		"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:101::1", "2001:0:1::1",
	} {
		if !local(netip.MustParseAddr(a)) {
			t.Errorf("%s is taken for an address of the public network", a)
		}
	}
	for _, a := range []string{"8.8.8.8", "93.184.216.34", "100.63.255.255", "100.128.0.1", "172.32.0.1", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"} {
		if local(netip.MustParseAddr(a)) {
			t.Errorf("%s is taken for a local address", a)
		}
	}
}

func TestControl(t *testing.T) {
	c := New(Options{Online: true})
	for address, ok := range map[string]bool{"8.8.8.8:443": true, "8.8.8.8:22": false, "127.0.0.1:80": false, "[::1]:80": false, "[fe80::1%lo]:80": false, "name:80": false, "": false, "[::ffff:10.0.0.1]:443": false} {
		if err := c.control("tcp", address, nil); (err == nil) != ok {
			t.Errorf("%s: %v", address, err)
		}
	}
	if err := New(Options{AllowLocal: true}).control("tcp", "127.0.0.1:22", nil); err != nil {
		t.Errorf("allowed, and refused: %v", err)
	}
}

func mustURL(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := (&Client{opts: Options{AllowLocal: true}}).check(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}
