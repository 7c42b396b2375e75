/** English words, and short forms that everybody knows, of which names of columns are made. */
export const FIELD_WORDS: ReadonlySet<string> = new Set(
  `corporation household households about above abstracts accept access account accuracy action active activity actual add added addr address admin
  administrative administrator advise advisory age agency agent agree alarm alias all allocation allow amount
  analysis and angle animal annual answer any apartment app applicant application apply appointment approval
  approve approved area arrive asset assets assign assigned assist attachment attachments attendance attribute
  auction audit author authority auto autumn available average avg award awards back backup bank barrier base
  basis batch battery be bed begin behavior belong berth bid birth black block board body bonus book boy branch
  brand breed bridge brief browse budget build building bus business buyer by call camera cancel cancellation
  capacity capital car card care case cases catalog category cause center centre certificate change channel charge
  charity check checked child chinese chunk city class classify clean clear clerk click client clinic close closed
  closure clothing club cn code collapse collection color column comment commercial commission committee common
  community company complete completed completion compute condition conduct confirm conserve construct
  construction consume contact contacts contain content contents context contract control coord coordinate
  coordinates copy cost count country county course cover covered crane create created creation creator credit
  crop currency current customer daily damaged danger data database date day days deadline deal death declare deep
  default degree delete deleted delivery demand density department deposit depth desc describe description design
  destination detail details detection device digital direction directory disabled discover discussion disease
  dispatch display disposal disposition distance district districts divide doc doctor document domain donate door
  doorplate dose down drill driver drop drug dry duration dust duty dynasty early east economic edit edition
  education effective elder electric element elevator email emergency emission employee employees employment en
  enable enabled end energy engine engineering english enter enterprise enterprises entity entrust entry equipment
  error essay establish establishment estate estimate evaluate event evidence exam execution executive exhibition
  exist exit expense expenses experiment expire expiry explain external extra facilities facility fact factory
  family farm feature fee feedback field file final finance find finish fire first fitness five fixed flag flat
  floor flow follow food for form foundation four free frequency from full function fund game garbage gas gate
  gender girl global goods government grade grant green grid ground group growth guid hall handle has hash have
  head heading health height hidden high highest history holiday home honor hospital hotel hour house housing how
  humidity icon id identity illegal image img implement import importance important in income incubate index
  indicator industry info information initial inner input insert inspect inspection inspector install installation
  institution institutional insurance integer intelligent intensity interact interest intro introduce introduces
  introduction investment investor invoice involved is issue item items job join journal jump key keyword keywords
  kind kit label labor land lane language large last lat latest latitude law lead leader leave left legal length
  letter level library license life lift light limit limited line link list litter live living lng load loan local
  location lock log logic logo lon long longitude low lowest machinery mail main maintenance major manage
  management manager manually manufacturer map marital mark market marking marriage mask master match material
  matter max mean measure measured medal media medical meet meeting member memo message method metro middle
  migrant migrate mileage min mobile mode model modified modifier modify money monitor month more move museum name
  names narrow nation national nature near need neighborhood net new news next nick night no node noise normal
  north note notes notice now num number numbers nurse object obstructed occupy of office official offline offset
  old on one online only open opening operate operating operation operator opinion opinions option or order organ
  organization organizer origin original other out outer outlet output outside over own owner ownership package
  page paragraph parameter parcel parent park parking part partake participant participants partition party pass
  password path patient patrol pay payment penalties penalty pension people per percent percentage perfect
  performance period permission permit person personal phase phone photo picture pipe place plan plant planting
  plate platform plot plug point points police policy pollutant pollution population position post poultry power
  pre prescribed pressure preview price pricing primary principal print priority privilege prize problem process
  product production professional program progress project projects promise property protect protection province
  public publish published publisher punish punishment pupil purpose push quadrant qualification quality quantity
  question queue radiation radius rain range rank rate ratio read real reason receive recipient recommend
  reconsider record recover recovery rectify reform region register registered registration relation release relic
  reload remark remarks remind remove removed rent rental repair repeal repeat reply report reporter reporting
  request require required rescue research reserve reserved resettlement resident residential resource response
  responsible result retail return revenue review revoke risk river road role roof room root route row rubbish
  rule run rural safe safety salary sale sales sample sanction save scale scene scenery scenic schedule scheme
  school science scope score sea search second secret secretary section security seed select selection self sell
  send sender sensor sequence serial series server service session set sex shape share shelter shift shop short
  show sidewalk sign simple site situation size skill slaughter small social soil sort source south space spare
  special species specification speed sponsor sport spot spring staff stage standard star start state station
  statistics status step stop storage store stores strategy stream street structure student style sub subject
  submit submitted subscribe subsidy success suggest suitable sum summary summer supervise supervision supervisor
  supplier supplies support surface surround survey swap symbol sync synchronize system table tag tags target task
  tax teacher teachers team technical technology tel telephone temperature tenant tender term test text the theme
  third thread three ticket time times timestamp title to topic total tourist tower town township trade traffic
  train training transaction transfer transition transport transportation travel tree trend trigger tuition two
  type types uid under unified union unions unique unit units until up update updated upload urban urge url usable
  usage use used user uuid vaccine valid validity value values variety vehicle vendor venue verify version vessel
  video view village violation visit visitor visual voice volume volunteer wage walk wall ward warn warning waste
  water way weather website week weekend weight welfare west wet what wheat whether width wild wind winter with
  woman wood work worker workers working workstation write year years yes zip zone`.split(/\s+/),
);
