package fetch

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// ErrLocal says that an address belongs to this machine or its own network.
var ErrLocal = errors.New("an address of the local network")

// closed are the networks that no public site lives in, beside those that
// netip knows itself: RFC 6890 and the registries of special addresses that
// it founded.
var closed = prefixes(
	"0.0.0.0/8",       // this network
	"100.64.0.0/10",   // shared by carriers (CGNAT)
	"192.0.0.0/24",    // protocol assignments
	"192.0.2.0/24",    // documentation
	"192.88.99.0/24",  // 6to4 relays
	"198.18.0.0/15",   // benchmarks
	"198.51.100.0/24", // documentation
	"203.0.113.0/24",  // documentation
	"240.0.0.0/4",     // reserved, broadcast
	"::/96",           // old IPv4-compatible form
	"64:ff9b:1::/48",  // NAT64 within one network
	"100::/64",        // discard
	"2001::/23",       // protocol assignments, Teredo among them
	"2001:db8::/32",   // documentation
	"3fff::/20",       // documentation
	"5f00::/16",       // segment routing
	"fec0::/10",       // site-local, given up
)

func prefixes(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(list))
	for i, s := range list {
		out[i] = netip.MustParsePrefix(s)
	}
	return out
}

var (
	nat64  = netip.MustParsePrefix("64:ff9b::/96")
	sixTo4 = netip.MustParsePrefix("2002::/16")
)

// local says whether an address is none of the public network's: also where an
// IPv4 address hides in an IPv6 address.
func local(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	b := a.As16()
	switch {
	case nat64.Contains(a):
		return local(netip.AddrFrom4([4]byte(b[12:])))
	case sixTo4.Contains(a):
		return local(netip.AddrFrom4([4]byte(b[2:6])))
	case !a.IsGlobalUnicast(), a.IsPrivate():
		return true
	}
	return slices.ContainsFunc(closed, func(p netip.Prefix) bool { return p.Contains(a) })
}

// ports that a site of the public web may be on.
var ports = []string{"80", "443", "8000", "8008", "8080", "8443", "8888"}

// control refuses a connection by the address that it goes to, after names
// were looked up: a name that leads home is refused too, whenever it does.
func (c *Client) control(_, address string, _ syscall.RawConn) error {
	if c.opts.AllowLocal {
		return nil
	}
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%s: %w", address, ErrLocal)
	}
	to = netip.AddrPortFrom(to.Addr().Unmap().WithZone(""), to.Port())
	if slices.Contains(c.opts.Allow, to) {
		return nil
	}
	if local(to.Addr()) {
		return fmt.Errorf("%s: %w", to.Addr(), ErrLocal)
	}
	if !slices.Contains(ports, strconv.Itoa(int(to.Port()))) {
		return fmt.Errorf("port %d: %w", to.Port(), errPort)
	}
	return nil
}

var errPort = errors.New("no port of a web site")

// check refuses an address of the web before any name is looked up.
func (c *Client) check(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return nil, refuse(address, "is not an address", "check its spelling", err)
	}
	a, err := netip.ParseAddr(u.Hostname())
	port, _ := strconv.ParseUint(u.Port(), 10, 16)
	isAddr := err == nil
	free := c.opts.AllowLocal || isAddr && slices.Contains(c.opts.Allow, netip.AddrPortFrom(a.Unmap(), uint16(port)))
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, refuse(address, "is not an address of the web", "give one that begins with https:// or http://", nil)
	case u.Hostname() == "":
		return nil, refuse(address, "names no site", "check its spelling", nil)
	case u.User != nil:
		return nil, refuse(u.Redacted(), "has a name and password in it", "leave them out; pages behind a login can be saved and given as files", nil)
	case !free && isAddr && local(a):
		return nil, refuse(address, "is "+ErrLocal.Error(), hintLocal, ErrLocal)
	case !free && u.Port() != "" && !slices.Contains(ports, u.Port()):
		return nil, refuse(address, "is on port "+u.Port()+", which is "+errPort.Error(), hintLocal, errPort)
	}
	u.Fragment, u.RawFragment = "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	return u, nil
}

const hintLocal = "add --allow-local if you trust it"
