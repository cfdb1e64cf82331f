import { statusWords } from "@fanal/domain";

/**
 * What the page says of itself, in ICU message syntax. English is the catalogue that the others are measured by. The
 * sentences of the headline are those that existing status page clients know.
 */
export const en = {
  "headline.operational": "All Systems Operational",
  "headline.maintenance": "Service Under Maintenance",
  "headline.partially_degraded": "Partially Degraded Service",
  "headline.degraded": "Degraded System Service",
  "headline.minor_outage": "Minor Service Outage",
  "headline.partial_outage": "Partial System Outage",
  "headline.major_outage": "Major System Outage",

  "breadth.none": "No services yet",
  "breadth.all": "{total, plural, one {# service} other {# services}}",
  "breadth.affected": "{affected, number} of {total, plural, one {# service} other {# services}} affected",
  "breadth.named": "{reach}: {names}",
  "list.separator": ", ",
  "list.more": "{names} and {count, number} more",
  "list.rest": "and {count, number} more",

  ...statusWords.en,
  "status.unknown": "No data",
  "short.operational": "Up",
  "short.under_maintenance": "Maintenance",
  "short.degraded_performance": "Degraded",
  "short.partial_outage": "Partial",
  "short.major_outage": "Down",

  "impact.none": "No impact",
  "impact.minor": "Minor impact",
  "impact.major": "Major impact",
  "impact.critical": "Critical impact",

  "time.as_of": "as of {time}",
  "time.as_of_sentence": "As of {time}",
  "time.since": "since {time}",
  "time.started": "Started {time}",
  "time.began": "Began {time}",
  "time.span": "{start} to {end}",
  "time.lasted": "lasted {duration}",
  "time.edited": "edited {time}",
  "time.published": "Published {time}",

  "stale.notice": "Showing {time}. We are reconnecting.",

  "announcements.title": "Announcements",
  "announcements.dismiss": "Dismiss",
  "announcements.dismiss_named": "Dismiss “{title}”",

  "incidents.now": "Happening now",
  "incidents.affected": "Affected services",
  "incidents.earlier": "{count, plural, one {# earlier update} other {# earlier updates}}",
  "incidents.story": "Whole story",
  "incidents.next_update": "Next update by {time}",
  "incidents.next_update_late": "The next update was promised for {time} and is late.",
  "incidents.postmortem": "Postmortem",
  "incidents.postmortem_there": "With postmortem",
  "incidents.backfilled": "Recorded afterwards",
  "incidents.updates": "Updates",
  "incidents.no_updates": "No update has been posted yet.",
  "incidents.permalink": "Link to this update",

  "maintenance.title": "Maintenance",
  "maintenance.in_progress": "Maintenance in progress",
  "maintenance.planned": "Planned maintenance",
  "maintenance.overdue": "It was to end by {time} and takes longer.",
  "maintenance.calendar": "Add to calendar",
  "maintenance.details": "Details",

  "services.title": "Services",
  "services.other": "Other services",
  "services.days_ago": "{count, plural, one {# day ago} other {# days ago}}",
  "services.today": "Today",
  "services.uptime": "{percent} over {days, plural, one {# day} other {# days}}",
  "services.uptime_unknown": "No data yet",
  "services.troubles": "{count, plural, one {# day with trouble} other {# days with trouble}}",
  "services.trouble": "{status} for {duration}",
  "services.filter": "Filter services",
  "services.filter_none": "No service has that name.",

  "metrics.title": "Metrics",
  "metrics.day": "Last 24 hours",
  "metrics.week": "Last 7 days",
  "metrics.month": "Last 30 days",
  "metrics.summary": "Average {average}, lowest {min}, highest {max}",
  "metrics.averages": "Each value is the average of {duration}, of all that was measured then.",
  "metrics.as_table": "As a table",
  "metrics.from": "From",
  "metrics.average": "Average",

  "timeline.title": "Past {days, plural, one {# day} other {# days}}",
  "timeline.quiet": "{days}: no incidents",
  "timeline.history": "Status history",
  "timeline.now": "{service}: {status}",

  "history.title": "History",
  "history.planned": "Planned",
  "history.earlier": "Earlier",
  "history.later": "Later",
  "history.current": "Newest",
  "history.nav": "Months",
  "history.quiet_month": "No incidents and no maintenance.",

  "service.day": "Day",
  "service.worst": "Worst status",
  "service.how_long": "How long",
  "service.what": "What happened",
  "service.no_troubles": "No day with trouble in {days, plural, one {# day} other {# days}}.",
  "service.stories": "Incidents and maintenance",
  "service.no_stories": "No incident and no maintenance has affected this service.",
  "service.uptime": "Uptime",
  "service.this_week": "This week",
  "service.this_month": "This month",
  "service.this_year": "This year",
  "service.how": "How is this computed?",
  "service.formula":
    "Uptime = 1 − weighted downtime ÷ time that counts, rounded down: only what was up all the time says 100%.",
  "service.weight": "{status}: {percent} of the time counts as downtime.",
  "service.maintenance_up": "Maintenance counts as up.",
  "service.maintenance_excluded": "Maintenance is left out of the time that counts.",
  "service.maintenance_down": "Maintenance counts as downtime.",
  "service.known": "The time before the service was here does not count.",
  "service.intervals": "The intervals behind it",
  "service.when": "When",
  "service.corrected": "Corrected: {reason}",

  "updates.get": "Get updates",
  "updates.intro": "Follow this page in your feed reader or your calendar. No account is needed.",
  "updates.atom": "Atom feed",
  "updates.rss": "RSS feed",
  "updates.json": "JSON feed",
  "updates.calendar": "Maintenance calendar",
  "updates.calendar_help": "Subscribe in your calendar, so that planned work shows up beside your own plans.",
  "updates.feed_help": "Incidents and maintenance, each update as it is posted.",
  "updates.close": "Close",

  "footer.zone": "Times are in {zone}.",
  "footer.zone_own": "Times are in your time zone, {zone}.",
  "footer.use_own": "Use my time zone",
  "footer.use_page": "Use the page’s time zone",
  "footer.language": "Language",
  "footer.theme": "Theme",
  "footer.theme_system": "System",
  "footer.theme_light": "Light",
  "footer.theme_dark": "Dark",
  "footer.accessibility": "Accessibility",
  "footer.links": "More of this page",
  "footer.accessibility_text":
    "This page is made to meet WCAG 2.2 at level AA: by keyboard, with a screen reader, at 200% zoom, on small screens, in high contrast, in print, and without JavaScript. No status is told by colour alone.",
  "footer.accessibility_contact": "If something keeps you from reading it, tell the people who run the page.",
  "header.links": "Links",

  "announce.headline": "Now {headline}. {reach}.",
  "announce.headline_only": "Now {headline}.",
  "announce.incident": "New incident: {title}.",
  "announce.resolved": "Resolved: {title}.",
  "announce.update": "New update on {title}: {state}.",
  "announce.maintenance": "New maintenance: {title}.",
  "announce.maintenance_state": "{title}: {state}.",
  "announce.announcement": "Announcement: {title}.",
  "announce.services": "{count, plural, one {# service} other {# services}} changed. {reach}.",
  "announce.operational": "{service} is now operational.",
  "announce.under_maintenance": "{service} is now under maintenance.",
  "announce.degraded_performance": "{service} now has degraded performance.",
  "announce.partial_outage": "{service} now has a partial outage.",
  "announce.major_outage": "{service} now has a major outage.",

  "notice.not_found": "There is no status page here",
  "notice.not_found_why":
    "The address may be mistyped, or the page was moved. Check the link that brought you here.",
  "notice.not_found_operator":
    "Are you the one who runs this page? Its address is in the dashboard, under Status pages.",
  "notice.no_incident": "There is no such incident",
  "notice.no_maintenance": "There is no such maintenance",
  "notice.no_service": "There is no such service",
  "notice.no_address": "There is nothing at this address",
  "notice.nothing_why": "The address may be mistyped. Check the link that brought you here.",
  "notice.to_page": "See the status page",
  "notice.gone": "This was taken down",
  "notice.gone_why": "What stood at this address was deleted by the people who ran it.",
  "notice.unavailable": "This status page cannot be shown right now",
  "notice.unavailable_why":
    "It has not been published yet, or its data cannot be reached. This says nothing about the services that it reports on.",
  "notice.unavailable_do": "Try again in a minute: {link}",
  "notice.reload": "Reload this page",

  "door.password_title": "This page needs a password",
  "door.password_why": "Ask the people who gave you the address for it.",
  "door.password": "Password",
  "door.open": "Open page",
  "door.wrong": "That is not the password. Check it and try again.",
  "door.limited": "Too many tries. Try again in {minutes, plural, one {# minute} other {# minutes}}.",
  "door.members_title": "This page is for members",
  "door.members_why": "Sign in with an account of the organization that runs it.",
  "door.sign_in": "Sign in",

  "feed.history": "{page} status history",
  "feed.calendar": "{page} maintenance",
  "feed.window": "Window",

  "story.follow_incident": "Get updates for this incident",
  "story.follow_maintenance": "Get updates for this maintenance",

  "subscribe.ways": "How you are told",
  "subscribe.by_email": "E-mail",
  "subscribe.by_push": "This browser",
  "subscribe.email": "E-mail address",
  "subscribe.contact": "Your e-mail address",
  "subscribe.contact_help":
    "We ask there before anything is sent, and write there when nothing is taken any more.",
  "subscribe.endpoint": "Address to call",
  "subscribe.endpoint_help":
    "An https address that takes JSON by POST. Each call is signed as Standard Webhooks describes.",
  "subscribe.incoming": "Incoming webhook",
  "subscribe.incoming_help": "{channel} shows its address where incoming webhooks are set up.",
  "subscribe.trap": "Leave this empty",
  "subscribe.what": "What you are told of",
  "subscribe.everything": "Everything on this page",
  "subscribe.chosen": "Only what I choose",
  "subscribe.group": "{group}: all of it, and what is added later",
  "subscribe.gone_service": "A service that is no longer on this page",
  "subscribe.gone_group": "A group that is no longer on this page",
  "subscribe.one_story": "You are told of “{title}” and of nothing else.",
  "subscribe.instead": "Get updates of everything instead",
  "subscribe.stories": "Followed by themselves",
  "subscribe.gone_story": "Something that is no longer on this page",
  "subscribe.impact": "Incidents",
  "subscribe.impact_none": "All",
  "subscribe.impact_minor": "Minor impact and worse",
  "subscribe.impact_major": "Major impact and worse",
  "subscribe.impact_critical": "Critical impact only",
  "subscribe.only_start_and_end": "Only when something starts and ends",
  "subscribe.language": "Language of the messages",
  "subscribe.submit": "Subscribe",
  "subscribe.feeds": "Without an address",
  "subscribe.problem_email": "Type an e-mail address, like name@example.com.",
  "subscribe.problem_endpoint":
    "Type an address that begins with https:// and has no name and password in it.",
  "subscribe.problem_private":
    "This address lies in a private network and cannot be reached from here. Use a public one.",
  "subscribe.problem_not_theirs":
    "This is no incoming webhook of {channel}. Copy its address from there again.",
  "subscribe.problem_nothing": "Choose at least one service, or everything.",
  "subscribe.problem_again": "Your answers are kept. Please send them once more.",
  "subscribe.problem_limited": "Too many tries from your network. Wait a few minutes, then try again.",
  "subscribe.problem_browser":
    "The push service of this browser took nothing. Try again in a minute, or choose another way.",
  "subscribe.problem_not_told": "This browser is told of nothing here any more. Subscribe it again.",

  "push.about":
    "This browser shows what happens, also while this page is closed. Nobody learns your address. It asks you once whether it may.",
  "push.needs_script":
    "Only a script can ask the browser. Allow JavaScript for this page, or choose another way.",
  "push.unsupported":
    "This browser takes no notifications from this page. Choose another way, or open the page in another browser.",
  "push.denied":
    "Notifications from this page are blocked. Allow them in the settings that your browser has for this page, then reload it.",
  "push.dismissed":
    "Nothing was allowed yet. Press the button again, and allow notifications when the browser asks.",
  "push.failed":
    "The browser did not reach its push service. Check your connection and try again, or choose another way.",
  "push.told": "This browser is told already.",
  "push.manage": "Choose what you are told",
  "push.your_browser": "Your browser",
  "push.greeting": "From now on you are told here.",

  "sent.title": "Check your inbox",
  "sent.text":
    "A mail is on its way. Open its link within {days, plural, one {# day} other {# days}}; nothing else is sent before.",
  "sent.nothing": "Nothing after a few minutes? Look among the spam, and check the address for mistakes.",

  "confirm.title": "Confirm your subscription",
  "confirm.text": "{address} will be told of incidents and maintenance of {page}.",
  "confirm.button": "Confirm",
  "confirm.over_title": "This link has run out",
  "confirm.over_text":
    "It was good for {days, plural, one {# day} other {# days}}. Subscribe again to get a new one.",

  "manage.title": "Your updates",
  "manage.told": "{address} is told of incidents and maintenance.",
  "manage.saved": "Your choices are saved.",
  "manage.subscribed":
    "You are subscribed. A first notification is on its way; if you do not see it, look at the notification settings of your device.",
  "manage.save": "Save choices",
  "manage.unsubscribe": "Unsubscribe",

  "secret.title": "Signing secret",
  "secret.about": "Each call is signed with it, so that you know who calls.",
  "secret.rotate": "Make a new secret",
  "secret.copy": "Copy it now: it is not shown again.",
  "secret.former": "The former secret signs as well until {time}.",
  "secret.go_on": "Go on",

  "unsubscribe.title": "Unsubscribe?",
  "unsubscribe.text": "{address} will hear nothing more from {page}.",

  "off.unsubscribed": "You are unsubscribed",
  "off.undelivered": "Messages came back",
  "off.unconfirmed": "This subscription is not confirmed",
  "off.text": "{address} hears nothing from {page}.",
  "off.again": "Subscribe again",
  "off.tell": "Send updates again",

  "shared.title": "Many people read this mailbox",
  "shared.text":
    "So nobody unsubscribes it for all. Ask whoever looks after {address}, or the people who run {page}.",
} as const;

export type MessageKey = keyof typeof en;
/** All that a page says in one language. */
export type Catalogue = Record<MessageKey, string>;
