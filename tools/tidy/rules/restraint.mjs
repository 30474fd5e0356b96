// The platform never watches how much it is used: no check-in, no usage points, no ranking of people, no online time.
// Attendance at a meeting, patrol and gate scans, and ratings with published criteria may stand, with their source on
// the line: `tidy: allow restraint – <source>`.
// tidy: allow-file limits – a pattern is one line

export const name = 'restraint'
export const says = 'no usage check-in, usage points, ranking of people or online time'

const REFUSED = [
  [/每日签到|使用签到|登录签到|签到|打卡/, 'a check-in'],
  [/使用积分|登录积分|积分榜|活跃积分|学习积分/, 'points for use'],
  [/活跃度|在线时长|使用时长|登录次数排|日活|月活/, 'a measure of how much people use it'],
  [/排行榜|人员排名|个人排名|使用排名|登录排名/, 'a ranking of people'],
  [/(?<![a-z])(daily_?check_?in|check_?ins?|punch_?(in|clock))(?![a-z])/i, 'a check-in'],
  [/(?<![a-z])(usage|login|activity|engagement)_?(points?|score|streak)(?![a-z])|gamif/i, 'points for use'],
  [/\bonline_?(time|duration|minutes|seconds)(?![a-z])|(?<![a-z])active_?users(?![a-z])|(?<![a-z])time_?spent(?![a-z])/i, 'a measure of how much people use it'],
  [/\bleader_?board(?![a-z])|(?<![a-z])rank(ing)?_?of_?(people|persons|users|staff)(?![a-z])|(?<![a-z])(user|people|staff|login)_?rank(ing)?s?(?![a-z])/i, 'a ranking of people'],
]

export function* check(tree) {
  for (const file of tree.files(/^(app|modules|practices|gateways|platform|base|web|e2e)\/.*\.(cpp|h|ts|vue|sql|json|csv)$/)) {
    for (const [index, line] of file.lines.entries()) {
      const why = REFUSED.find(([pattern]) => pattern.test(line))
      if (why) yield { path: file.path, line: index + 1, message: `${why[0].exec(line)[0]}: ${why[1]} is refused` }
    }
  }
}
