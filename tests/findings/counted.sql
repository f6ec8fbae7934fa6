-- The figures of the ten questions, counted from the lines of journals as docs/journal-format.md describes them.
-- Nothing of smartcli is used. Read: people.json (person, way as said at set-up, first and last day) and, below a folder
-- for each person, journal/*/*.jsonl. Written: one row a figure (person, figure, a, b, value); a and b tell which.

create table people as
select person, way, first::date as first, last::date as last
from read_json('people.json', columns = {person: 'varchar', way: 'varchar', first: 'varchar', last: 'varchar'});

-- A line may stand in several files, and counts once.
create table lines as
select distinct
    split_part(filename, '/', 2) as person, id, op, of, undoes, "at", day, happened, exercise, version, answers
from read_json(
    './*/journal/*/*.jsonl', format = 'newline_delimited', filename = true,
    columns = {
        id: 'varchar', op: 'varchar', of: 'varchar', undoes: 'varchar', "at": 'varchar', day: 'varchar',
        happened: 'varchar', exercise: 'varchar', version: 'integer', answers: 'json'
    }
);

-- What stands: the last edit of each answer and of the day, without what was taken back, and without the trash.
create table changes as
select c.* from lines c
where c.op is not null
  and not exists (select 1 from lines u where u.person = c.person and u.op in ('unedit', 'remember') and u.undoes = c.id);

create table entries as
select
    e.person, e.id, e."at", e.exercise, e.version,
    coalesce(moved.said.day, e.day)::date as day,
    case when moved.said is null then e.happened else moved.said.happened end as happened
from lines e
left join (
    select person, of, arg_max({'day': day, 'happened': happened}, id) as said
    from changes where op = 'edit' and day is not null group by all
) moved on moved.person = e.person and moved.of = e.id
left join (
    select person, of, arg_max(op, id) as last from changes where op in ('delete', 'restore') group by all
) trash on trash.person = e.person and trash.of = e.id
where e.op is null and coalesce(trash.last, '') <> 'delete'
  and not exists (select 1 from changes f where f.person = e.person and f.of = e.id and f.op in ('forget', 'gone'));

create table told as
with each as (
    select person, coalesce(of, id) as entry, id, answers, unnest(json_keys(answers)) as key
    from (select person, of, id, answers from lines where op is null
          union all select person, of, id, answers from changes where op = 'edit')
)
select t.person, t.entry, t.key, arg_max(t.answers -> ('$."' || t.key || '"'), t.id) as answer
from each t join entries e on e.person = t.person and e.id = t.entry
group by all;

delete from told where answer is null or answer::varchar = 'null';

-- Only what is within the span; a day that was moved before it is out of it.
create table here as
select e.*, isodow(e.day) as weekday,
    case
        when e.happened is null then e."at"[12:13]::int
        when length(e.happened) > 10 and e.happened[11:11] = 'T' then e.happened[12:13]::int
    end as hour,
    case when e.happened like '% %' then split_part(e.happened, ' ', 2) end as named
from entries e join people p using (person)
where e.day between p.first and p.last;

create table timed as
select *, coalesce(named, case when coalesce(happened, "at")[1:10] > day::varchar then 'night' when hour < 5 then 'night' when hour < 12 then 'morning'
                              when hour < 18 then 'afternoon' when hour < 24 then 'evening' end, '') as part
from here;

-- Which key of which exercise asks for what: the first three are shipped, the last two the invented people's own.
create table asks (exercise varchar, key varchar, what varchar);
insert into asks values
    ('check-in', 'urge_peak', 'peak'), ('check-in', 'sleep', 'sleep'), ('check-in', 'confidence', 'sure'),
    ('check-in', 'mood', 'mood'), ('check-in', 'amount', 'amount'), ('check-in', 'went', 'went'),
    ('check-in', 'used', 'went'), ('check-in', 'plan_went', 'plan'),
    ('urge-log', 'strength', 'before'), ('urge-log', 'strength_after', 'after'), ('urge-log', 'acted', 'acted'),
    ('urge-log', 'did', 'did'), ('urge-log', 'response', 'did'),
    ('lapse-review', 'blame', 'blame'), ('lapse-review', 'blame_after', 'blame-after'),
    ('my-evening', 'night', 'sleep'), ('my-evening', 'worst', 'peak'), ('my-evening', 'day', 'went'),
    ('what-i-noticed', 'how_strong', 'before'), ('what-i-noticed', 'later', 'after'),
    ('what-i-noticed', 'gave_in', 'acted'), ('what-i-noticed', 'then', 'did');

create table said as
select h.person, h.id, h.day, h.weekday, h.part, a.what, t.answer, t.answer ->> '$' as word
from timed h join asks a using (exercise) join told t on t.person = h.person and t.entry = h.id and t.key = a.key;

-- A day has one rating: the strongest urge the greatest of the check-in and of the log, all others their mean.
create table rated as
select person, day, 'peak' as what, max(word::double) as value from said
where what in ('peak', 'before', 'after') group by person, day
union all
select person, day, what, avg(word::double) from said where what in ('sleep', 'sure', 'mood') group by person, day, what;

-- The goals, and which one stood when an entry was written: the newest whose id is no greater, and of no later day.
create table goals as
select e.person, e.id, e.day,
    max(t.answer ->> '$') filter (t.key = 'way') as way,
    max(t.answer ->> '$') filter (t.key = 'unit') as unit,
    max(t.answer ->> '$') filter (t.key = 'until')::date as until,
    max(t.answer ->> '$') filter (t.key = 'at_most_day')::double as at_most_day,
    max(t.answer ->> '$') filter (t.key = 'at_most_week')::double as at_most_week,
    max(t.answer ->> '$') filter (t.key = 'usual_week')::double as usual_week,
    max(t.answer ->> '$') filter (t.key = 'cost')::double as cost
from entries e join told t on t.person = e.person and t.entry = e.id
where e.exercise = 'my-goal' group by all;

update goals set unit = null, at_most_day = null, at_most_week = null, usual_week = null, cost = null
where unit = 'Nothing';

-- What each entry says of its day. An urge that was acted on, in part too, says that it happened. Amounts of days before the span count in their week, so all entries are looked at.
-- A goal of a break that is over says nothing more of how a day should go.
create table of_days as
with each as (
    select e.person, e.id, e.day, coalesce(g.way, p.way) as way, g.until, g.unit, g.at_most_day, g.at_most_week,
        coalesce(g.way, p.way) = 'Take a break' and coalesce(e.day > g.until, false) as is_over,
        e.exercise in ('check-in', 'my-evening') as asks,
        max(t.answer ->> '$') filter (a.what = 'amount')::double as amount,
        max(t.answer ->> '$') filter (a.what = 'went') as went,
        max(t.answer ->> '$') filter (a.what = 'acted') as acted
    from entries e join people p using (person)
    left join goals g on g.person = e.person and g.id = (
        select max(h.id) from goals h where h.person = e.person and h.id <= e.id and h.day <= e.day
    )
    left join told t on t.person = e.person and t.entry = e.id
    left join asks a on a.exercise = e.exercise and a.key = t.key
    group by all
)
select *, (way = 'Stop' or (way = 'Take a break' and not is_over)) as wants_none,
    amount > 0 or went in ('Yes', 'As I planned', 'More than I wanted') or acted in ('Yes', 'Partly') as happened
from each where asks or acted in ('Yes', 'Partly');

-- What was written while another thing was counted counts beside no limit of this one.
create table spent as
select person, day, unit, max(amount) as amount from of_days where amount is not null group by all;

create table verdicts as
with measured as (
    select o.* replace (case when not o.is_over then o.at_most_week end as at_most_week),
        case when not o.is_over then coalesce(o.at_most_day, case when o.wants_none then 0 end) end as most,
        o.amount + coalesce((
            select sum(s.amount) from spent s
            where s.person = o.person and s.unit is not distinct from o.unit
                and s.day >= date_trunc('week', o.day) and s.day < o.day
        ), 0) as in_week
    from of_days o
)
select person, id, day, happened, unit, amount,
    (way <> 'Not sure yet' and not is_over) or most is not null or at_most_week is not null as has_goal,
    case
        when amount > most or in_week > at_most_week and amount > 0 or went = 'More than I wanted' then 'more'
        when amount > 0 and (most is not null or at_most_week is not null) or went = 'As I planned' then 'as-wanted'
        when amount = 0 or went = 'No' then 'none'
    end as said,
    wants_none and (went = 'Yes' or acted in ('Yes', 'Partly')
                    or (amount > 0 and most is null and at_most_week is null)) as is_more,
    at_most_week, coalesce(amount > most, false) or coalesce(went = 'More than I wanted', false) as without_week
from measured;

create table days as
select v.person, v.day,
    bool_or(coalesce(v.happened, false)) as happened,
    not bool_or(v.has_goal) as without_goal,
    not bool_or(coalesce(v.is_more, false) or v.without_week) as only_by_week, max(v.at_most_week) as at_most_week,
    case
        when bool_or(coalesce(v.is_more, false)) or bool_or(coalesce(v.said = 'more', false)) then 'more'
        when bool_or(coalesce(v.said = 'as-wanted', false)) then 'as-wanted'
        when bool_or(coalesce(v.said = 'none', false)) and not bool_or(coalesce(v.happened, false)) then 'none'
        else 'not-said'
    end as went
from verdicts v join people p using (person)
where v.day between p.first and p.last group by all;

create table urges as
select h.person, h.id, h.day, h.weekday, h.part,
    max(s.word) filter (s.what = 'before')::double as before,
    max(s.word) filter (s.what = 'after')::double as after,
    nullif(max(s.word) filter (s.what = 'acted'), 'Rather not say') as acted
from timed h left join said s on s.person = h.person and s.id = h.id
where h.exercise in ('urge-log', 'what-i-noticed') group by all;

create table twice as
select * from urges where acted is not null and before is not null and after is not null;

create table responses as
select distinct u.person, u.id, u.acted, r.word as response
from urges u join (
    select person, id, unnest(from_json(answer, '["varchar"]')) as word from said where what = 'did'
) r on r.person = u.person and r.id = u.id;

-- The amounts of the unit that is counted now. A 0 is none of a day on which it happened.
create table amounts as
select v.person, v.day, max(v.amount) as amount
from verdicts v join people p using (person)
join (select person, arg_max(unit, id) as unit, max(id) as id from goals group by all) g on g.person = v.person
left join (select distinct person, day from verdicts where happened) h on h.person = v.person and h.day = v.day
where v.amount is not null and v.unit = g.unit and v.day between p.first and p.last
    and (v.amount > 0 or h.day is null) group by all;

-- The first thirty days and the last; of a shorter span, its halves.
create table ends as
select person, first, last, least(30, ((last - first) + 1) // 2)::int as lasts from people;

create table moving as
select r.person, r.what,
    avg(r.value) filter (r.day < e.first + e.lasts) as then_, count(*) filter (r.day < e.first + e.lasts) as n_then,
    avg(r.value) filter (r.day > e.last - e.lasts) as now_, count(*) filter (r.day > e.last - e.lasts) as n_now
from (select * from rated union all select person, day, 'amount', amount from amounts) r join ends e using (person)
group by all;

create table nights as
select s.person, case when s.value <= 4 then 'low' when s.value >= 6 then 'high' else 'between' end as night,
    s.what, p.value as peak
from rated s join rated p on p.person = s.person and p.day = s.day and p.what = 'peak'
where s.what in ('sleep', 'mood');

-- The looks back at a day of more, in the order of their days.
create table looks as
select person, day, what, word::double as value, dense_rank() over (partition by person order by day, id) as place
from said where what like 'blame%';

-- How much it would have been in as many days of usual weeks.
create macro decimals(amount) as case when amount >= 10 then 0 when amount >= 1 then 1 else 2 end;
create table beside as
with newest as (
    select person, arg_max({'usual': usual_week, 'cost': cost}, id) as goal from goals group by all
), summed as (select person, sum(amount) as amount, count(*) as days from amounts group by all)
select person, goal.cost as cost, goal.usual * days / 7 as usual, goal.usual * days / 7 - amount as less
from summed join newest using (person);

-- Beside the ten: ratings before and after, the last two balance wheels, and what was practised by its point.
create table changes_of as
select u.person, 'urge-log' as exercise, u.before, u.after from urges u
join here h on h.person = u.person and h.id = u.id and h.exercise = 'urge-log'
union all
select person, 'lapse-review', max(value) filter (what = 'blame'), max(value) filter (what = 'blame-after')
from looks group by person, place;

delete from changes_of where before is null or after is null;

create table wheels as
with each as (
    select h.person, dense_rank() over (partition by h.person order by h.day desc, h.id desc) as ago,
        unnest(from_json(t.answer, '[{"slice": "varchar", "satisfaction": "double"}]'), recursive := true)
    from here h join told t on t.person = h.person and t.entry = h.id and t.key = 'ratings'
    where h.exercise = 'balance-wheel'
)
select * from each where satisfaction is not null;

create table points (exercise varchar, point varchar);
insert into points values
    ('check-in', 'daily'), ('weekly-review', 'daily'), ('my-evening', 'daily'),
    ('urge-log', 'urges'), ('what-i-noticed', 'urges'), ('lapse-review', 'thoughts'), ('balance-wheel', 'balance'),
    ('why-i-want-this', 'motivation'), ('my-goal', 'motivation'), ('readiness-rulers', 'motivation');

create table figures as
select person, 'days' as figure, went as a, '' as b, count(*)::double as value from days group by all
union all select person, 'no-goal', case when went in ('as-wanted', 'more') then went when went = 'none' then 'none'
    when happened then 'happened' else 'not-said' end as what, '', count(*) from days where without_goal
    group by person, what
union all select person, 'more-by-week', at_most_week::int::varchar, '', count(*) from days
    where went = 'more' and only_by_week group by all
union all select person, 'days', 'happened-not-said', '', count(*) from days
    where went = 'not-said' and happened group by all
union all select person, 'urges', coalesce(acted, ''), '', count(*) from urges group by all
union all select person, 'rated-twice', acted, 'n', count(*) from twice group by all
union all select person, 'rated-twice', acted, 'before', median(before) from twice group by all
union all select person, 'rated-twice', acted, 'after', median(after) from twice group by all
union all select person, 'did', response, coalesce(acted, ''), count(*) from responses group by all
union all select person, 'did', '', coalesce(acted, ''), count(*) from urges u
    where not exists (select 1 from responses r where r.person = u.person and r.id = u.id) group by all
union all select person, 'when', part, weekday::varchar, count(*) from urges group by all
union all select person, 'when-acted', acted, weekday::varchar, count(*) from urges
    where acted in ('Yes', 'Partly') group by all
union all select d.person, 'before-it', case when d.went = 'more' and not d.without_goal then 'more' else 'other' end,
        (case when r.value <= 5 then ceil(r.value) else floor(r.value) end)::int::varchar, count(*)
    from rated r left join days d on d.person = r.person and d.day = r.day where r.what = 'sleep' group by all
union all select person, 'nights-n', what, night, count(*) from nights group by all
union all select person, 'nights', what, night, median(peak) from nights group by all
union all select person, 'moving-n', what, 'then', n_then from moving
union all select person, 'moving-n', what, 'now', n_now from moving
union all select person, 'moving', what, 'then', then_ from moving where n_then >= 5
union all select person, 'moving', what, 'now', now_ from moving where n_now >= 5
union all select person, 'looks', place::varchar, what, value from looks
union all select distinct person, 'looks', place::varchar, 'year', year(day) from looks
union all select distinct person, 'looks', place::varchar, 'month', month(day) from looks
union all select distinct person, 'looks', place::varchar, 'day', day(day) from looks
union all select person, 'plans', word, '', count(*) from said where what = 'plan' group by all
union all select person, 'amounts', 'sum', '', sum(amount) from amounts group by all
union all select person, 'amounts', 'days', '', count(*) from amounts group by all
union all select person, 'changes', exercise, 'n', count(*) from changes_of group by all
union all select person, 'changes', exercise, 'before', median(before) from changes_of group by all
union all select person, 'changes', exercise, 'after', median(after) from changes_of group by all
union all select person, 'wheels', 'n', '', max(ago) from wheels group by all
union all select person, 'wheels', slice, case ago when 1 then 'now' else 'then' end, satisfaction from wheels
    where ago <= 2
union all select h.person, 'practice', p.point, '', count(*) from here h join points p using (exercise) group by all
union all select person, 'practice', 'days', '', count(distinct day) from here group by all
union all select person, 'practice', 'entries', '', count(*) from here group by all
union all select person, 'beside', 'usual', '', round_even(usual, decimals(usual)) from beside
union all select person, 'beside', 'less', '', round_even(less, decimals(usual)) from beside
union all select person, 'beside', 'money', '', round_even(money, decimals(money)) from (
    select person, cost, abs(round_even(less, decimals(usual))) * cost as money from beside
)
    where cost is not null;

select * from figures order by all;
