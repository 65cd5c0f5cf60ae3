package article

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemmanews/stemma"
)

// kinds is the set of cues that a line shows; see [cueTable].
type kinds uint64

func (k kinds) has(c kinds) bool { return k&c != 0 }

// The cues. The words of the pages' templates (menus, forms, notices) are much
// the same all over the web, whatever the article is about.
const (
	cueMenu kinds = 1 << iota
	cueNav
	cueShare
	cueTags
	cuePrevNext
	cueDay
	cueAgo
	cueDateWord
	cueBy
	cueStaff
	cueMinutes
	cuePhoto
	cuePhotoEnd
	cueEmbed
	cueHandle
	cueRelatedHead
	cueRelatedInline
	cueComment
	cueBio
	cueSourceLink
	cueRights
	cueReporting
	cueSlug
	cueAdvert
	cueCookies
	cueNewsletter
	cueFollow
	cueTool
	cueNotice
	cueDateline
	cueSpeech
	cueAgency
)

// cueTable gives each cue its pattern. They are matched without regard to case
// unless the pattern says otherwise.
var cueTable = []struct {
	cue kinds
	re  *regexp.Regexp
}{
	{cueNav, re(`^(?:skip to (?:main )?content|(?:main )?menu|home|close|search|log ?in|sign ?in|register|subscribe|contact(?: us)?|about(?: us)?|sections?|advertise|back to top|e-?edition|listen live|go back|toggle navigation|(?:view )?archive|(?:privacy|cookie) policy|terms (?:of use|and conditions|\|)|(?:view|open) in browser|unsubscribe|next digest|previous digest)\b`)},
	{cueShare, re(`^(?:share\b|tweet$|pin(?: it)?$|e-?mail$|print$|copy link|spread the word|like it\?)|\bshare (?:this|on|post|story|via|with)\b|(?:\b(?:facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|viber|flipboard|e-?mail|print|messenger|tumblr|mastodon|bluesky|threads|copy link)\b\W*){2,}`)},
	{cueTags, re(`^(?:tags?|topics?|related topics|filed under|categor(?:y|ies)|keywords?|labels|in this (?:article|story)|more (?:stories )?on)\s*(?::|$)|^#\w+(?:\s+#\w+)+$`)},
	{cuePrevNext, re(`^(?:«|‹|<|←)?\s*(?:prev(?:ious)?|next)(?: (?:post|article|story|entry|page))?\s*(?::|»|›|>|→|$|\s[A-Z0-9«])`)},
	{cueAgo, re(`\b(?:\d+|an?) (?:hours?|hrs?|minutes?|mins?|days?|weeks?) ago\b|\bjust now\b`)},
	{cueDateWord, re(`^\W*(?:date|published|posted|updated|last (?:updated|up to date|modified|changed)|first published|created|modified|compiled|issued)\b`)},
	{cueBy, re(`^(?:\W*)(?:by|(?:posted|published|written|reported|story|text|words|opinion|column|comment|analysis|review|guest post|submitted|compiled) by|from our|author:|byline:|reporter:|text:)\s`)},
	{cueStaff, re(`\b(?:staff writer|(?:special |foreign |senior |chief |our )?correspondents?|(?:senior |contributing )?(?:editor|contributor|writer|reporter)|staff|newsroom|news ?desk|foreign desk|world desk|desk report|editorial team|team|admin|agencies|columnist|bureau)\b`)},
	{cueMinutes, re(`\b\d+[- ]?min(?:ute)?s?\.? (?:read|listen|watch)\b|\bread(?:ing)? time\b|\blisten to this\b|\bwords\)?$`)},
	{cuePhoto, re(`^\W*(?:(?:file )?photos?(?:graphs?)?|pictures?|images?|captions?|pic|illustration|graphic|map|video|watch|gallery|cover|screenshot|cartoon|chart|credits?)(?: by| credit| shows)?\s*(?::|$|\(|\[)`)},
	{cuePhotoEnd, re(`(?:\((?:[^()]*\b(?:photos?|image|picture|via|supplied|handout|getty|archive|file|contributed|courtesy)\b[^()]*|[^()/]{2,40}/[^()]{2,40})\)|\b(?:photos?|image|picture|credits?|graphic|courtesy(?: of)?)\s*(?::|by|/|©)\s*[^.!?]{2,60}|\bgetty images\b[^.]*|[-–—]\s*[^.]{2,50}/\s*(?:contributed|handout|reuters|afp|ap|supplied|file|getty\b.*)|\[?(?:stock|file) (?:image|photo|picture)\]?\)?|\bimage\s?: [^.]{2,60}\.?)$`)},
	{cueEmbed, re(`^\[?(?:embedded|embed|video|tweet|post|media|audio|content|this (?:video|content|post|tweet))\b[^.]{0,40}(?:unavailable|not available|removed|deleted|embedded|blocked|cannot be (?:shown|displayed)|requires|loading)|^\[(?:embedded |video|tweet|gallery|map|audio|interactive|iframe|instagram|youtube|facebook)|view (?:this|the) post on|pic\.(?:twitter|x)\.com|^(?:view|watch|see)(?: this)?(?: video| post| more)? on (?:x|twitter|youtube|instagram|facebook|tiktok|telegram)\b|a post shared by`)},
	{cueHandle, re(`[—–-]\s?[^()]{2,60}\(@\w+\)|^@\w+\b|(?:retweets|reposts).*likes`)},
	{cueRelatedHead, re(`^\W*(?:(?:related|recommended|similar|suggested|featured|popular|trending|recent|latest|top|other|more|further|next|sponsored|promoted|must[- ]read)\s*(?:articles?|posts?|stor(?:y|ies)|news|reads?|reading|headlines|content|coverage|topics|bites|videos?|links|items|entries)?|also (?:in|on|from|read|see|of interest|this week|today|brewing|making|trending)\b.{0,40}|read (?:next|more|also|on|too)\b.{0,30}|see also|more (?:from|in|on|about|like|to|of)\b.{0,40}|most (?:read|popular|viewed|shared|commented)\b.{0,20}|(?:you|readers) (?:may|might|could|will) (?:also )?(?:like|enjoy|be interested|have missed|want)\b.{0,20}|recommended (?:for you|by).{0,20}|trending (?:now|today|on|in).{0,20}|(?:don['’]t|do not) miss|what to read next|what(?:'s|’s) (?:new|next|hot)|(?:editor|reader)s?['’]?s? (?:picks?|choice)|in other news|elsewhere(?: on| in)?\b.{0,25}|(?:from|around) the (?:web|archives?|network)|popular (?:now|this week|on).{0,20}|top (?:stories|picks)(?: (?:now|today|this))?.{0,15}|in case you missed it|keep reading|further reading|up next|continue reading|stories you|the latest|paid content|ads? by)\s*[:.…>»]*$`)},
	{cueRelatedInline, re(`^\W*(?:related(?: (?:article|story|news|stories))?|read (?:more|also|next|full story)|also read|see also|more(?: on this)?|trending(?: now)?|most read|recommended|watch(?: also)?|don['’]t miss|from the archives?|also this week|also today|in pictures|explainer|opinion|must read|background|podcast|earlier|up next|also in [A-Z][\w ]{2,25})\s*(?::|\||>|»|–|—)\s*\S`)},
	{cueComment, re(`^\W*(?:leave (?:a|your) (?:reply|comment)|(?:post|add|write|view|show|hide|load|read|see) (?:a |all |the |your |more |\d+ )?comments?|\d+ (?:comments?|replies|responses)$|no comments(?: yet)?$|comments?(?: \(\d+\)| are closed| policy| section)?\s*\*?:?$|join the (?:conversation|discussion|debate)|(?:log|sign) ?in (?:to|or)\b|(?:you must be )?logged in|your (?:e-?mail|question|name|first name|comment|message|answer)\b.{0,40}[:*]|your e-?mail address|required fields|save my name|(?:first |last |your )?name\s*(?:\*|\(required\)|:)|e-?mail\s*(?:\*|\(|:|address)|website\s*[:*]?$|comments? (?:are|is|will be|may be)\b|commenting (?:is|on)|our community guidelines|keep it (?:clean|civil)|be the first to|reply$|submit$|notify me|\[ \]|please (?:log|sign) in|have your say|what do you think)|will not be (?:published|shown)|\bcomments? (?:is|are) moderated`)},
	{cueBio, re(`^\s*(?:about the author|the (?:author|writer)(?:['’]s)? (?:is|was|views|works|lives|teaches)|view all posts|more (?:posts )?by\b|contact the (?:author|reporter)|author$)|^(?:[A-Z]\S+ ){1,4}(?:is|was) (?:an? |the |our )?(?:[\w'’-]+ ){0,5}(?:writer|journalist|reporter|editor|correspondent|columnist|author|contributor|blogger|lecturer|professor|fellow|freelancer|producer|photographer)\b|\b(?:writes|reports|covers|has written|has covered|has reported|is reachable|can be reached|can be contacted)\b.{0,40}\b(?:for|about|at|on)\b.{0,60}\.?$|^(?:[A-Z]\S+ ){2,4}(?:covers|reports on|writes (?:about|on|for))\b|['’]s (?:latest |new |first |second )?(?:book|novel|collection|memoir|column)\b.{0,60}\b(?:appears|is out|is published|is available|comes out)\b`)},
	{cueSourceLink, re(`^\W*(?:source(?:\s*link)?|via|original (?:article|source|story)|source article|read the (?:original|full) (?:article|story|report)(?: here)?|this (?:article|story|post|report) (?:first |originally |was first |was originally )+(?:appeared|published|posted)\b.*|originally published\b.*|first published (?:in|by|on|at) [^\d].*|(?:re)?published with permission.*)\s*[.:]?$|^\W*(?:sources?|via|credit|from|agency|with inputs? from)\s*:\s*\S.{0,80}$`)},
	{cueRights, re(`(?:^|\s)(?:©|\(c\))\s?|^\W*copyright\b|all rights reserved|may not be (?:published|reproduced|republished|redistributed)`)},
	{cueReporting, re(`^\W*(?:additional |further )?(?:reporting|writing|editing|edited|compiled|translated|translation|research|text|background)(?: and (?:writing|editing))? (?:by|from)\b|^\W*with (?:reports?|reporting|inputs?|assistance|files|additional|agency|agencies|contributions?|material|help)\b.{0,90}$|contributed (?:to this (?:report|story|article)|reporting)|^\W*(?:AFP|AP|Reuters|dpa|AFP/AP|Agencies)\W*$`)},
	{cueAdvert, re(`^\W*(?:advert(?:isement|isment|ising)?|ad(?:s|vertorial)?|sponsored(?: content| by.*)?|promoted|paid (?:post|content)|(?:the )?(?:story|article|content) continues?\b.*|continue reading\b.*|scroll (?:down|to continue)\b.*)\b.{0,50}$|^\W*advertisement\b|continues? below|after (?:the|this) (?:ad|advertisement)`)},
	{cueCookies, re(`\bcookies?\b|\b(?:consent|gdpr|privacy settings)\b|accept all|do not sell|terms (?:of (?:service|use)|and conditions|\| privacy)|privacy policy`)},
	{cueNewsletter, re(`newsletter|in(?:to)? your inbox|sign (?:me )?up\b|subscribe (?:now|today|to|here|for)|\bsubscribe[.!]|(?:morning|daily|evening|weekly) (?:briefing|digest|email|e-mail|bulletin|roundup)|enter your e-?mail|get (?:the|our) (?:latest|best|free|app|news)|forwarded to you|reply stop|manage (?:your )?(?:preferences|subscription)|become a (?:member|subscriber|supporter)|support (?:our|independent) |make a donation|donate`)},
	{cueFollow, re(`\b(?:follow|find|join|like|visit|contact|reach|tip) (?:us|our|the newsroom|me)\b|\bfollow \S+(?: \S+){0,3} (?:on|for)\b|follow (?:also )?us|\bour (?:podcast|channel|app|telegram|whatsapp|facebook|youtube)|(?:whatsapp|telegram|youtube) channel|google news|gnews|stay tuned|for more (?:updates|news|stories)|download (?:our|the) app|listen to our|watch our|send us|write to (?:us|the editor|ask@)|letters@|have a (?:story|tip)|got a (?:story|tip)`)},
	{cueTool, re(`^(?:\W*(?:print|save(?: for later)?|listen|bookmark|text size|a\+|a-|font|zoom|gift(?: article)?|view (?:gallery|saved)|play|pause|mute|1x|loading|report (?:an )?error|read full|show more|see more|load more|expand|translate|see original|yes|no|ok|reject|settings|learn more)\b\W*){1,6}$|^[\d\s.,k]+(?:share|tweet|pin|like|views?|reads?)|^\d+ (?:views?|shares?|likes?)$|^(?:\d+\s+){2,}|(?:ai|automated) voice|was this (?:translation|article|page|helpful|useful)|did you (?:find|like)|yes\s*/\s*no|rate this`)},
	{cueNotice, re(`^\W*(?:disclaimer|editor['’]?s?['’]? note|correction|clarification|note to (?:readers|editors)|(?:this|the) (?:text|story|article|post|report|content|page|translation) (?:was|is|has been|may)\b|translated (?:automatically|from|by)|views? expressed|the views|opinions? expressed)|(?:auto[- ]?(?:aggregated|generated)|translated automatically|machine transl|computer program|syndicated feed)|views (?:are|expressed)\b.{0,60}\b(?:own|author)`)},
	{cueSpeech, re(`["“”].*["“”]|\b(?:said|says|told|added|according to|reported|announced|denied|claimed|declined|warned|believes?|wrote|asked)\b`)},
}

// re compiles a pattern that ignores case.
func re(p string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + p) }

// slug is a desk slug: the initials of writer and editors, as agencies put
// them under a story: abc-de/fg/hij.
var slug = regexp.MustCompile(`^[a-z]{2,4}(?:-[a-z]{2,4})*(?:/[a-z]{2,4}(?:-[a-z]{2,4})*){1,5}$`)

// cuesOf finds the cues of a line.
func cuesOf(s string) kinds {
	var k kinds
	if len(s) > 1200 { // no template's line is that long, and patterns cost time
		return cueSpeech
	}
	for _, c := range cueTable {
		if c.re.MatchString(s) {
			k |= c.cue
		}
	}
	if isMenu(s) {
		k |= cueMenu
	}
	if slug.MatchString(s) {
		k |= cueSlug
	}
	if dateline.MatchString(s) {
		k |= cueDateline
	}
	if agencyName.MatchString(s) {
		k |= cueAgency
	}
	if days := findDays(s, 0); len(days) > 0 && words(s) <= 16 {
		k |= cueDay
	}
	return k
}

var separators = regexp.MustCompile(`\s*(?:\s[|/·•>–]\s|[|»·•]|\s{2,}|\t)\s*`)

// isMenu tells a row of short labels between separators, as menus and
// breadcrumbs are.
func isMenu(s string) bool {
	parts := separators.Split(s, -1)
	if len(parts) < 3 && !(len(parts) == 2 && strings.ContainsAny(s, "|»›")) {
		return false
	}
	for _, p := range parts {
		if words(p) > 5 {
			return false
		}
	}
	return words(s) <= 6*len(parts)
}

// ends says how a line ends.
func ends(s string) rune {
	s = strings.TrimRight(s, `"'”’»)]*`)
	if strings.HasSuffix(s, "...") {
		return '…'
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// prose tells a paragraph of running text from labels and teasers.
func prose(s string) bool {
	n := words(s)
	switch ends(s) {
	case '.', '!', '?', ':', '。', '।':
		return n >= 12 || n >= 6 && strings.ContainsAny(s, `"“”`)
	case '…':
		return n >= 45
	}
	return n >= 30 || len(s) > 400 && n < 4 // scripts without spaces
}

// upper says whether all letters are capitals.
func upper(s string) bool {
	some := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		some = some || unicode.IsUpper(r)
	}
	return some
}

// kindOf turns cues into a kind of furniture, "" where they name none.
func kindOf(l *line) string {
	n, k := words(l.text), l.kinds
	switch {
	case k.has(cueSlug), n <= 14 && k.has(cueSourceLink):
		return stemma.FurnitureCredit
	case k.has(cueEmbed|cueHandle) && n <= 40:
		return stemma.FurnitureEmbed
	case k.has(cueComment) && n <= 30:
		return stemma.FurnitureComment
	case k.has(cueRelatedHead) && n <= 8, k.has(cueRelatedInline) && n <= 25:
		return stemma.FurnitureRelated
	case k.has(cueCookies|cueNewsletter|cueAdvert|cueFollow|cueNotice) && n <= 40:
		return stemma.FurnitureOther
	case k.has(cueReporting|cueRights) && n <= 30:
		return stemma.FurnitureCredit
	case k.has(cuePhoto|cuePhotoEnd) && n <= 60:
		return stemma.FurnitureCaption
	case k.has(cueTags|cuePrevNext) && n <= 25, k.has(cueShare) && n <= 14:
		return stemma.FurnitureNavigation
	case k.has(cueBy) && n <= 14:
		return stemma.FurnitureAuthor
	case k.has(cueDay|cueAgo|cueDateWord) && n <= 12 && (!k.has(cueSpeech) || n <= 5):
		return stemma.FurnitureDate
	case k.has(cueMenu|cueNav) && n <= 20:
		return stemma.FurnitureNavigation
	case k.has(cueMinutes|cueTool) && n <= 12:
		return stemma.FurnitureOther
	case k.has(cueBio) && n <= 60:
		return stemma.FurnitureAuthor
	}
	return ""
}
